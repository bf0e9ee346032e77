import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { TextInput, type TextInputProps } from '@mantine/core'
import { pageI18n } from '../../components/language/page-language.ts'

/** The code without spaces, which users and programs add. */
export const withoutSpaces = (code: string): string => code.replace(/\s/g, '')

/** What is wrong with a code from a mail. Checked here first, because the server accepts at most three attempts. */
export function checkMailedCode(code: string): string | undefined {
  if (withoutSpaces(code) === '') return pageI18n()._(msg`Enter the code.`)
  return /^\d{6}$/.test(withoutSpaces(code)) ? undefined : pageI18n()._(msg`The code has six digits.`)
}

/** A field for the code of an invitation or of a password reset. */
export function MailedCodeField(props: TextInputProps) {
  const { t } = useLingui()
  return (
    <TextInput
      label={t`Code from the e-mail`}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      {...props}
    />
  )
}
