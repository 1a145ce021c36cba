/** Told how much has come, from 0 to 1; null: not known. */
export type Progress = (fraction: number | null) => void;
