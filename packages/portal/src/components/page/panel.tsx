import { Stack } from '@mantine/core'
import type { ComponentProps } from 'react'
import { Section } from './section.tsx'

/** A section whose parts stand apart from one another. */
export function Panel({ children, ...section }: ComponentProps<typeof Section>) {
  return (
    <Section {...section}>
      <Stack gap="md">{children}</Stack>
    </Section>
  )
}
