/**
 * Only A to Z become small. The languages' own rules make letters alike that are different ones in names: `K` (Kelvin) and
 * `k`, `İ` and `i̇`.
 */
export const asciiLowerCase = (text: string): string => text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
