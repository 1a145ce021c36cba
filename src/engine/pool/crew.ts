/** The workers among which a trainer's networks are shared out, kept from run to run: their kernels are compiled. */

import { task } from '../../tasks/catalogue.ts';
import { loadedDataset } from '../../tasks/datasets.ts';
import { type Member, openMember } from './member.ts';

export interface Crew {
  /** The worker at that place, opened or replaced where there is none alive, that knows the data of that task. */
  member(place: number, taskName: string): Promise<Member>;
  /** Ends all workers. Idempotent. */
  dispose(): void;
}

export function createCrew(createWorker: () => Worker): Crew {
  const members: Member[] = [];
  const told = new WeakMap<Member, unknown>();
  return {
    async member(place, taskName) {
      if (!members[place]?.alive) members[place] = openMember(createWorker);
      const member = members[place];
      const name = task(taskName).dataset;
      const dataset = name === null ? null : loadedDataset(name);
      if (name !== null && dataset !== null && told.get(member) !== dataset) {
        told.set(member, dataset);
        await member.ask((worker) => worker.provide(name, dataset) as unknown as Promise<void>);
      }
      return member;
    },
    dispose() {
      for (const member of members.splice(0)) member.close();
    },
  };
}
