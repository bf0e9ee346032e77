import { TextInput, type TextInputProps } from '@mantine/core'

/**
 * A field for an e-mail. Not `type="email"`: with it, browsers refuse letters outside of ASCII before the @, and hand over
 * a domain with such letters in Punycode. Phones show a keyboard with an @ all the same.
 */
export const EmailInput = (props: Omit<TextInputProps, 'type'>) => (
  <TextInput inputMode="email" autoCapitalize="none" autoCorrect="off" spellCheck={false} {...props} />
)
