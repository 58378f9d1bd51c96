import { type PointerEvent, useEffect, useRef } from 'react';

export interface Brush {
  context: CanvasRenderingContext2D;
  /** Of the canvas, in CSS pixels. */
  width: number;
  height: number;
}

export interface Place {
  x: number;
  y: number;
  width: number;
}

interface Props {
  /** What the chart shows, for those who do not see it. */
  label: string;
  height: number;
  /** Draws on an empty canvas; called when it changes and when the width does. */
  draw: (brush: Brush) => void;
  /** The pointer in CSS pixels from the top left; absent: it left. */
  onPointer?: (place: Place | undefined) => void;
  onPick?: (place: Place) => void;
  /** The pointer held down, moved, and let go. */
  onDrag?: (phase: 'start' | 'move' | 'end', place: Place) => void;
}

/** A canvas as wide as its place and as sharp as the screen. */
export function CanvasChart({ label, height, draw, onPointer, onPick, onDrag }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(() => {
    const place = canvas.current;
    if (place) {
      repaint(place, height, draw);
    }
  }, [draw, height]);
  useEffect(() => {
    const place = canvas.current;
    if (!place) {
      return;
    }
    let width = place.clientWidth;
    const resize = new ResizeObserver(() => {
      // The observer begins with the size that was painted already.
      if (place.clientWidth !== width) {
        width = place.clientWidth;
        repaint(place, height, latest.current);
      }
    });
    resize.observe(place);
    return () => resize.disconnect();
  }, [height]);
  const at = (event: PointerEvent<HTMLCanvasElement>): Place => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top, width };
  };
  return (
    <canvas
      ref={canvas}
      className="canvas-chart"
      role="img"
      aria-label={label}
      style={{ height, touchAction: onDrag ? 'pan-y' : undefined }}
      onPointerDown={(event) => {
        if (onDrag) {
          event.currentTarget.setPointerCapture(event.pointerId);
          onDrag('start', at(event));
        }
      }}
      onPointerMove={(event) => {
        onPointer?.(at(event));
        if (event.buttons !== 0) {
          onDrag?.('move', at(event));
        }
      }}
      onPointerUp={(event) => onDrag?.('end', at(event))}
      onPointerLeave={() => onPointer?.(undefined)}
      onClick={(event) => onPick?.(at(event as PointerEvent<HTMLCanvasElement>))}
    />
  );
}

function repaint(canvas: HTMLCanvasElement, height: number, draw: Props['draw']): void {
  const width = canvas.clientWidth;
  const ratio = window.devicePixelRatio || 1;
  const context = canvas.getContext('2d');
  if (!context || width === 0) {
    return;
  }
  const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== tall) {
    canvas.width = wide;
    canvas.height = tall;
  }
  context.reset();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  draw({ context, width, height });
}
