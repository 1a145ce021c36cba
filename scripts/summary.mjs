// What npm test says at its end.

/** The annotation of a test that could not compare its picture; see e2e/screenshots.spec.ts. */
export const NOT_COMPARED = 'not compared';

/** How many tests of a Playwright report have an annotation of that type. */
export function annotated(report, type) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  const tests = report.suites.flatMap(specs).flatMap((spec) => spec.tests);
  return tests.filter(({ annotations }) => annotations.some((annotation) => annotation.type === type)).length;
}

/** Those of `npm run browsers`, in words. */
export const OTHER_BROWSERS = { firefox: 'Firefox', webkit: 'WebKit' };

/** A sentence for each of them that was not found; `found` has the names of those that were. */
export const absence = (found) =>
  Object.entries(OTHER_BROWSERS)
    .filter(([name]) => !(name in found))
    .map(([, words]) => `${words} was not tried: it is not on this machine and could not be installed.`);

/** What was passed over, in sentences, one a line; the last line is the sum. */
export function summary({ passed, failed, skipped }, notes) {
  const sum = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return [...notes, sum].join('\n');
}
