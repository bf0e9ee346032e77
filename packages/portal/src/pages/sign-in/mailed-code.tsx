import { TextInput, type TextInputProps } from '@mantine/core'

/** A code as it is sent: people and programs put spaces into it, and each wrong one counts. */
export const bareCode = (code: string): string => code.replace(/\s/g, '')

/** What is wrong with a code from a mail before the server looks, which takes three wrong ones at most. */
export function mailedCodeFault(code: string): string | undefined {
  if (bareCode(code) === '') return 'Enter the code.'
  return /^\d{6}$/.test(bareCode(code)) ? undefined : 'The code has six digits.'
}

/** Takes the code that came with an invitation, or for a new password. */
export const MailedCodeField = (props: TextInputProps) => (
  <TextInput label="Code from the mail" name="code" inputMode="numeric" autoComplete="one-time-code" {...props} />
)
