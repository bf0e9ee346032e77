import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { IconCheck, IconPoint } from '@tabler/icons-react'
import { useId } from 'react'
import { pageI18n } from '../language/page-language.ts'
import classes from './new-password-field.module.css'
import { PasswordField } from './password-field.tsx'

/** Rules that are checked while typing. The server also refuses common passwords, and those made from the name. */
const rules = [
  {
    label: msg`At least 12 characters`,
    broken: msg`The password needs more: at least 12 characters.`,
    holds: (text: string) => [...text.normalize('NFKC')].length >= 12,
  },
  {
    label: msg`A digit`,
    broken: msg`The password needs more: a digit.`,
    holds: (text: string) => /\p{Nd}/u.test(text),
  },
  {
    label: msg`An upper-case letter`,
    broken: msg`The password needs more: an upper-case letter.`,
    holds: (text: string) => /\p{Lu}/u.test(text),
  },
]

/** The first rule that a new password breaks, as a message. */
export function checkPassword(password: string): string | undefined {
  const i18n = pageI18n()
  if (password === '') return i18n._(msg`Choose a password.`)
  const broken = rules.find(({ holds }) => !holds(password))
  return broken && i18n._(broken.broken)
}

interface NewPasswordFieldProps {
  label?: string
  name?: string
  /** The user name for password managers, if the form has no field for it */
  username?: string
  value: string
  onChange(event: { currentTarget: { value: string } }): void
  error: string | undefined
  'aria-invalid'?: true | undefined
}

/** A field for a new password. It can be shown, so there is no second field to repeat it. */
export function NewPasswordField({ label, name = 'password', username, ...field }: NewPasswordFieldProps) {
  const { t, i18n } = useLingui()
  const [id, errorId] = [useId(), useId()]
  return (
    <div>
      {username && <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />}
      <PasswordField
        label={label ?? t`Password`}
        name={name}
        autoComplete="new-password"
        errorProps={{ id: errorId }}
        aria-describedby={field.error === undefined ? id : `${errorId} ${id}`}
        {...field}
      />
      <ul id={id} className={classes.rules} aria-label={t`What a password needs`}>
        {rules.map(({ label, holds }) => {
          const isMet = holds(field.value)
          const Icon = isMet ? IconCheck : IconPoint
          return (
            <li key={label.id} data-met={isMet}>
              <Icon size={16} aria-hidden />
              {i18n._(label)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
