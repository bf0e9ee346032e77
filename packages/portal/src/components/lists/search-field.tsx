import { useLingui } from '@lingui/react/macro'
import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'

interface SearchFieldProps {
  /** What is searched for: "Search users by name or e-mail" */
  label: string
  /** What fits into the field: "Name or client ID". The label unless given. */
  hint?: string | undefined
  value: string
  onChange(value: string): void
}

/** A search field. It searches when typing pauses, or at once with Enter. Escape clears it. */
export function SearchField({ label, hint = label, value, onChange }: SearchFieldProps) {
  const { t } = useLingui()
  const [text, setText] = useState(value)
  const lastSent = useRef(value)
  const send = (next: string): void => {
    lastSent.current = next
    onChange(next)
  }
  const sendSoon = useDebouncedCallback(send, 250)
  // Back and forward change the URL. The field's own text comes back in `value`, too, and changes nothing.
  useEffect(() => {
    if (value === lastSent.current) return
    lastSent.current = value
    setText(value)
  }, [value])
  const change = (next: string): void => {
    setText(next)
    sendSoon(next.trim())
  }
  const clear = (): void => {
    sendSoon.cancel()
    setText('')
    send('')
  }
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={hint}
      maxLength={256}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') sendSoon.flush()
        if (event.key === 'Escape' && text !== '') clear()
      }}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      rightSection={text === '' ? null : <CloseButton size="sm" aria-label={t`Empty the search`} onClick={clear} />}
      flex="1 1 260px"
      maw={420}
    />
  )
}
