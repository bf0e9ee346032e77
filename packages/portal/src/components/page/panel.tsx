import { Stack } from '@mantine/core'
import type { ComponentProps } from 'react'
import { Section } from './section.tsx'

/** A section with space between its parts. */
export function Panel({ children, ...section }: ComponentProps<typeof Section>) {
  return (
    <Section {...section}>
      <Stack gap="md">{children}</Stack>
    </Section>
  )
}
