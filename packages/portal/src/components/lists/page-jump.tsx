import { useLingui } from '@lingui/react/macro'
import { NumberInput } from '@mantine/core'
import { useState } from 'react'

interface PageJumpProps {
  pages: number
  onChange(page: number): void
}

/** Opens a page by its number. */
export function PageJump({ pages, onChange }: PageJumpProps) {
  const { t } = useLingui()
  const [typed, setTyped] = useState<number | string>('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const page = Math.floor(Number(typed))
        if (typed !== '' && page >= 1) onChange(Math.min(page, pages))
        setTyped('')
      }}
    >
      <NumberInput
        aria-label={t`Go to page, 1 to ${pages}`}
        placeholder={t`Go to page`}
        size="xs"
        w={110}
        value={typed}
        onChange={setTyped}
        min={1}
        max={pages}
        allowDecimal={false}
        allowNegative={false}
        hideControls
      />
    </form>
  )
}
