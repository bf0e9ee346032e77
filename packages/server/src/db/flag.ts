/** A boolean as both engines store it: 0 or 1 */
export type Flag = 0 | 1

/** `true` as 1, `false` as 0 */
export const toFlag = (value: boolean): Flag => (value ? 1 : 0)
/** What `toFlag` made of a boolean */
export const fromFlag = (value: number): boolean => value === 1

/** For columns that may be null, which is stored as it is */
export const toNullableFlag = (value: boolean | null): Flag | null => (value === null ? null : toFlag(value))
/** What `toNullableFlag` made of a boolean or null */
export const fromNullableFlag = (value: number | null): boolean | null => (value === null ? null : fromFlag(value))
