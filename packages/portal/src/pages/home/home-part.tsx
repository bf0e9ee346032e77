import { useLingui } from '@lingui/react/macro'
import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { Section } from '../../components/page/section.tsx'

interface HomePartProps<T> {
  title: string
  description?: ReactNode
  actions?: ReactNode
  /** Undefined while it loads */
  value: T | undefined
  /** Of its outline while it loads, in pixels */
  height: number
  children: (value: T) => ReactNode
}

/** A section of the home page, which shows its outline until its content is there. */
export function HomePart<T>({ value, height, children, ...section }: HomePartProps<T>) {
  const { t } = useLingui()
  return (
    <Section {...section}>
      {value === undefined ? <Skeleton h={height} role="status" aria-label={t`Loading`} /> : children(value)}
    </Section>
  )
}
