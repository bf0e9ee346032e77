import { ActionIcon, Button, CopyButton as Copy, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'

interface CopyButtonProps {
  value: string
  /** What is copied: "client ID" makes "Copy client ID" */
  what: string
  /** With words, where it is the thing to do; otherwise an icon */
  withLabel?: boolean
}

/** Puts a text on the clipboard, and says so, to eyes and ears. */
export function CopyButton({ value, what, withLabel = false }: CopyButtonProps) {
  return (
    <Copy value={value} timeout={2_000}>
      {({ copied, copy }) => {
        const label = copied ? 'Copied' : `Copy ${what}`
        const Icon = copied ? IconCheck : IconCopy
        return (
          <>
            {withLabel ? (
              <Button variant="default" leftSection={<Icon size={16} aria-hidden />} onClick={copy}>
                {label}
              </Button>
            ) : (
              <Tooltip label={label}>
                <ActionIcon variant="subtle" color="gray" c="dimmed" onClick={copy} aria-label={`Copy ${what}`}>
                  <Icon size={16} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
            <VisuallyHidden role="status">{copied ? `Copied ${what}` : ''}</VisuallyHidden>
          </>
        )
      }}
    </Copy>
  )
}
