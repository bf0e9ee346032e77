import guides from 'virtual:guides'
import { IconBook } from '@tabler/icons-react'
import { addressOf } from '../api/base-path.ts'
import type { FoundByWords } from './found-by-words.ts'
import { helpAddresses } from './help-addresses.ts'

/** The guides, which open in a tab of their own: what is being entered here stays. */
export const guidesToRead: readonly FoundByWords[] = guides.map(({ name, title, about }) => ({
  id: `guide-${name}`,
  label: title,
  description: about,
  keywords: about,
  icon: IconBook,
  open: () => window.open(addressOf(`${helpAddresses.guides}${name}`), '_blank', 'noopener'),
}))
