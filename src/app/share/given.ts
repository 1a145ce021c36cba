/** What a link gives to others. */
export const given = (taskName: string): string =>
  taskName === 'own'
    ? 'Your own data stay in this browser: to others the link gives the default task, with everything else as it is here.'
    : 'Gives the same weights, data and batches to everyone who opens it.';
