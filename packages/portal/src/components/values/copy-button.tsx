import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Tooltip, VisuallyHidden } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react'

interface CopyButtonProps {
  value: string
  /** What is copied: "client ID" makes "Copy client ID" */
  what: string
  /** A button with text instead of an icon */
  withLabel?: boolean
}

/** Copies a text to the clipboard, and shows and announces the result. Browsers refuse it on pages without HTTPS. */
export function CopyButton({ value, what, withLabel = false }: CopyButtonProps) {
  const { t } = useLingui()
  const { copy, copied, error } = useClipboard({ timeout: 2_000 })
  const result = copied ? t`Copied` : error ? t`Not copied: select it and copy it by hand` : undefined
  // In German the thing comes first, and may be an adjective.
  const action = capitalized(t`Copy ${what}`)
  const label = result ?? action
  const Icon = copied ? IconCheck : error ? IconAlertTriangle : IconCopy
  return (
    <>
      {withLabel ? (
        <Button variant="default" leftSection={<Icon size={16} aria-hidden />} onClick={() => copy(value)}>
          {label}
        </Button>
      ) : (
        <Tooltip label={label}>
          <ActionIcon variant="subtle" color="gray" c="dimmed" onClick={() => copy(value)} aria-label={action}>
            <Icon size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <VisuallyHidden role="status">{copied ? capitalized(t`Copied ${what}`) : result}</VisuallyHidden>
    </>
  )
}

const capitalized = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)
