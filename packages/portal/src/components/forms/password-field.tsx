import { useLingui } from '@lingui/react/macro'
import { PasswordInput, type PasswordInputProps } from '@mantine/core'

/** A field for a password or a secret, with a button to show it, which the keyboard reaches, too. */
export function PasswordField(props: Omit<PasswordInputProps, 'visibilityToggleButtonProps'>) {
  const { t } = useLingui()
  const { label } = props
  return (
    <PasswordInput
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': typeof label === 'string' ? t`Show: ${label}` : t`Show` }}
      {...props}
    />
  )
}
