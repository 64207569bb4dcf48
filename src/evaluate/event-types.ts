import { compileWildcard } from "../values/pattern.ts";

/** Whether an event type is one of the types or patterns; remembered for every spelling met. */
export function compileTypes(types: readonly string[]): (type: string) => boolean {
  const tests = types.map(compileWildcard);
  const known = new Map<string, boolean>();
  return (type) => {
    let answer = known.get(type);
    if (answer === undefined) {
      answer = tests.some((test) => test(type));
      known.set(type, answer);
    }
    return answer;
  };
}
