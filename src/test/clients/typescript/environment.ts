declare const process: { env: Record<string, string | undefined> };

/** What the test says: where the service is, and who signs in. */
export function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

/** Fails the walk unless the condition holds. */
export function expect(condition: boolean, what: string): asserts condition {
  if (!condition) {
    throw new Error(what);
  }
}
