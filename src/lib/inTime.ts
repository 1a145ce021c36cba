/**
 * What a promise resolves to, or an error where it has not answered in time: some drivers never do.
 * @param milliseconds to wait at most.
 * @param what did not answer, for the error's sentence.
 * @param late what to do with a value that comes after all.
 */
export function inTime<Value>(
  promise: Promise<Value>,
  milliseconds: number,
  what: string,
  late: (value: Value) => void = () => {},
): Promise<Value> {
  return new Promise((resolve, reject) => {
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      reject(new Error(`${what} did not answer in ${milliseconds / 1000} s`));
    }, milliseconds);
    promise
      .then(
        (value) => (over ? late(value) : resolve(value)),
        (error: unknown) => reject(error),
      )
      .finally(() => clearTimeout(timer));
  });
}
