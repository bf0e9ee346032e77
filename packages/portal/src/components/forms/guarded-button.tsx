import { Button, type ButtonProps, Tooltip, VisuallyHidden } from '@mantine/core'
import { useId } from 'react'

interface GuardedButtonProps extends ButtonProps {
  /** Why the member cannot use it; undefined where they can */
  reason: string | undefined
  onClick(): void
}

/** A button that stays reachable by keyboard where it cannot be used, so that the reason is shown and read out. */
export function GuardedButton({ reason, onClick, children, ...others }: GuardedButtonProps) {
  const id = useId()
  if (reason === undefined) {
    return (
      <Button onClick={onClick} {...others}>
        {children}
      </Button>
    )
  }
  return (
    <Tooltip
      label={reason}
      multiline
      maw={320}
      withinPortal={false}
      // A table that scrolls would cut it off.
      floatingStrategy="fixed"
      events={{ hover: true, focus: true, touch: true }}
    >
      <span>
        <Button data-disabled aria-disabled aria-describedby={id} {...others}>
          {children}
        </Button>
        <VisuallyHidden id={id}>{reason}</VisuallyHidden>
      </span>
    </Tooltip>
  )
}
