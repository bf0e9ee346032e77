import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'

interface MoreFiltersProps {
  /** Whether one of them narrows the list: they are shown then in any case */
  isNarrowed: boolean
  /** The filters that are used rarely */
  children: ReactNode
}

/** Filters beside the others of a list that are hidden at first. */
export function MoreFilters({ isNarrowed, children }: MoreFiltersProps) {
  const [isOpen, setOpen] = useState(isNarrowed)
  return (
    <>
      {!isNarrowed && (
        <Button
          variant="default"
          aria-expanded={isOpen}
          leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <Trans>Fewer filters</Trans> : <Trans>More filters</Trans>}
        </Button>
      )}
      {(isOpen || isNarrowed) && children}
    </>
  )
}
