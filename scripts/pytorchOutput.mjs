/** What an exported PyTorch script prints, read. */

/** What the output of a script says that cannot be so. */
export function faultsOf(output) {
  const faults = /\bnan\b/i.test(output) ? ['It prints nan.'] : [];
  const [start] = lossesOf(output);
  tablesOf(output).forEach((rows, arm) => {
    rows.forEach(({ finite, of, mean, error }, l) => {
      const said = finite === 0 ? mean === 'none finite' : Number.isFinite(mean);
      const spread = finite < 2 ? error === '-' : Number.isFinite(error);
      if (!said || !spread) faults.push(`Layer ${l + 1}: ${finite} finite of ${of}, mean ${mean}, error ${error}.`);
      if (l > 0 && finite > rows[l - 1].finite)
        faults.push(`Layer ${l + 1} is finite in more networks than layer ${l}.`);
    });
    const overflowed = rows.at(-1).of - rows.at(-1).finite;
    if (start && start[arm].failed < overflowed)
      faults.push(`${overflowed} overflow and ${start[arm].failed} have failed.`);
  });
  for (const { median, failed, of } of lossesOf(output).flat()) {
    if (2 * failed > of ? median !== 'infinite' : median === 'infinite' && 2 * failed < of) {
      faults.push(`${failed} of ${of} have failed, and the median is ${median}.`);
    }
  }
  return faults;
}

/** Per arm, per layer: in how many networks it is finite, and their mean and its standard error as printed. */
export function tablesOf(output) {
  return output
    .split(/variance of preactivations at initialisation/)
    .slice(1)
    .map((block) =>
      [...block.matchAll(/^ *\d+ +(\d+) of (\d+) +(none finite|\S+) +(\S+) +\S+$/gm)].map(
        ([, finite, of, mean, error]) => ({
          finite: Number(finite),
          of: Number(of),
          mean: numberOr(mean),
          error: numberOr(error),
        }),
      ),
    );
}

/** Per printed step, per arm: the median loss and how many networks have failed. */
export function lossesOf(output) {
  return (output.split(/^ step .*$/m)[1] ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) =>
      [...line.matchAll(/(\S+) {2}(\d+) of (\d+) failed/g)].map(([, median, failed, of]) => ({
        median: numberOr(median),
        failed: Number(failed),
        of: Number(of),
      })),
    );
}

/** The number, or the word where it is none. */
function numberOr(text) {
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}
