/** A boolean as both engines store it: 0 or 1 */
export type Flag = 0 | 1

export const toFlag = (value: boolean): Flag => (value ? 1 : 0)
export const fromFlag = (value: number): boolean => value === 1
