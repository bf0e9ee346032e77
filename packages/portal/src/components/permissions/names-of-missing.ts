import type { Missing } from '../../api/missing-to-give.ts'
import { formatList } from '../values/format-number.ts'

/** "Manage users and Manage API clients", in the page's language: each name once, without its category */
export const namesOfMissing = (missing: readonly Missing[]): string =>
  formatList([...new Set(missing.map(({ name }) => name.split(' > ').at(-1) ?? name))])
