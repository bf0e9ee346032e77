import { bidiIsolate } from './bidi-isolate.ts'

/** Names one behind the other, such as a role with its asset: `Dispatcher · Field Service`. Missing ones are left out. */
export const joinNames = (names: readonly (string | null | undefined)[]): string =>
  names.flatMap((name) => (name ? bidiIsolate(name) : [])).join(' · ')
