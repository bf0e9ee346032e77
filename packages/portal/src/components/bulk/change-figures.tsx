import { useLingui } from '@lingui/react/macro'
import { SimpleGrid } from '@mantine/core'
import { Figure } from '../values/figure.tsx'

interface ChangeFiguresProps {
  changed: number
  /** Those that were as wanted before; undefined where that is not known */
  unchanged?: number
  failed: number
  /** Those that were not reached, because the change was stopped */
  left: number
  /** Then screen readers are told the figures. */
  isOver: boolean
}

/** What became of the things that a change of several was for. */
export function ChangeFigures({ changed, unchanged, failed, left, isOver }: ChangeFiguresProps) {
  const { t } = useLingui()
  return (
    <SimpleGrid cols={{ base: 2, xs: 4 }} {...(isOver && { role: 'status' })}>
      <Figure label={t({ message: 'Changed', context: 'how many' })} value={changed} />
      {unchanged !== undefined && <Figure label={t`No change needed`} value={unchanged} />}
      <Figure label={t({ message: 'Failed', context: 'how many' })} value={failed} />
      {left > 0 && <Figure label={t`Not reached`} value={left} />}
    </SimpleGrid>
  )
}
