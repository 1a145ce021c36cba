/** Where the variables stand that do not move: the picture of slices shows and sets it, and their table is told. */
import { createStore } from 'zustand/vanilla';
import { onePerPage } from '../../store/onePerPage.ts';
import { FIRST_REST } from './slices.ts';

/** In [-1, 1]. */
export const sliceRest = onePerPage(() => createStore<number>()(() => FIRST_REST));
