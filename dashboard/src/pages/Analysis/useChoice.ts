import { useQuery } from '../../components/router';

/**
 * One of several names, kept in the address. A name that is not among them is passed over, as an address may be of
 * another study: the server would refuse it.
 */
export function useChoice(
  key: string,
  among: readonly string[],
  otherwise: (among: readonly string[]) => string | undefined = ([first]) => first,
): [string | undefined, (value: string | undefined) => void] {
  const [chosen, choose] = useQuery(key);
  return [chosen !== undefined && among.includes(chosen) ? chosen : otherwise(among), choose];
}
