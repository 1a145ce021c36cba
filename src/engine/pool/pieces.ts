/** How an experiment's networks are shared out among workers. */
import type { Experiment } from '../../experiment/experiment.ts';

/** Some arms that follow each other in the experiment, and a range of their replicas: an experiment of its own. */
export interface Piece {
  readonly firstArm: number;
  readonly arms: number;
  readonly firstReplica: number;
  readonly replicas: number;
}

type Networks = Pick<Experiment, 'arms' | 'replicas'>;

export const networksOf = ({ arms, replicas }: Networks): number => arms.length * replicas;

export const pieceExperiment = (experiment: Experiment, { firstArm, arms, replicas }: Piece): Experiment => ({
  ...experiment,
  arms: experiment.arms.slice(firstArm, firstArm + arms),
  replicas,
});

export const isIn = (arm: number, { firstArm, arms }: Piece): boolean => arm >= firstArm && arm < firstArm + arms;

/** So many parts, as equal as whole networks allow: arm by arm, replica by replica. No part is empty. */
export function split(experiment: Networks, parts: number): readonly (readonly Piece[])[] {
  const networks = networksOf(experiment);
  const count = Math.min(parts, networks);
  const start = (part: number) => Math.floor((part * networks) / count);
  return Array.from({ length: count }, (_, part) => piecesOf(start(part), start(part + 1), experiment.replicas));
}

/** The networks from `from` to before `end`, counted arm by arm: the rest of an arm, whole arms, and the start of one. */
function piecesOf(from: number, end: number, replicas: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = from; at < end; ) {
    const firstReplica = at % replicas;
    const whole = firstReplica === 0 ? Math.floor((end - at) / replicas) : 0;
    const piece: Piece = {
      firstArm: Math.floor(at / replicas),
      arms: Math.max(1, whole),
      firstReplica,
      replicas: whole > 0 ? replicas : Math.min(replicas - firstReplica, end - at),
    };
    pieces.push(piece);
    at += piece.arms * piece.replicas;
  }
  return pieces;
}
