/** About as wide as a letter of an axis is. */
const CHARACTER_PX = 6.5;
const LEAST_NAME_PX = 46;

/** Names shortened to the room that each has, in pixels, or every other one, third one, … where that is too little. */
export function namesThatFit(names: readonly string[], room: number): string[] {
  const every = Math.max(1, Math.ceil(LEAST_NAME_PX / room));
  const characters = Math.max(2, Math.floor((room * every) / CHARACTER_PX) - 1);
  return names.map((name, at) => (at % every === 0 ? shortened(name, characters) : ''));
}

/** The name, without its middle where it is too long: names often differ at their ends. */
export function shortened(name: string, characters: number): string {
  const kept = characters - 1;
  return name.length <= characters
    ? name
    : `${name.slice(0, Math.ceil(kept / 2))}…${name.slice(name.length - Math.floor(kept / 2))}`;
}
