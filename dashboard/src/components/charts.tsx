import { onDemand } from './onDemand';

/** The charts' library is loaded when the first chart is shown. */
export const XyChart = onDemand(() => import('../charts/XyChart'), <div className="chart" />);
export const CurveChart = onDemand(() => import('../charts/CurveChart'), <div className="curves" />);
