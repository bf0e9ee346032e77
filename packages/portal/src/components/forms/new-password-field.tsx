import { PasswordInput } from '@mantine/core'
import { IconCheck, IconPoint } from '@tabler/icons-react'
import { useId } from 'react'
import classes from './new-password-field.module.css'

/** Rules that are checked while typing. The server also refuses common passwords, and those made from the name. */
const rules = [
  { label: 'At least 12 characters', holds: (text: string) => [...text.normalize('NFKC')].length >= 12 },
  { label: 'A digit', holds: (text: string) => /\p{Nd}/u.test(text) },
  { label: 'An upper-case letter', holds: (text: string) => /\p{Lu}/u.test(text) },
]

/** The first rule that a new password breaks, as a message. */
export function checkPassword(password: string): string | undefined {
  if (password === '') return 'Choose a password.'
  const broken = rules.find(({ holds }) => !holds(password))
  return broken && `The password needs more: ${broken.label.toLowerCase()}.`
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
export function NewPasswordField({ label = 'Password', name = 'password', username, ...field }: NewPasswordFieldProps) {
  const [id, errorId] = [useId(), useId()]
  return (
    <div>
      {username && <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />}
      <PasswordInput
        label={label}
        name={name}
        autoComplete="new-password"
        errorProps={{ id: errorId }}
        aria-describedby={field.error === undefined ? id : `${errorId} ${id}`}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        {...field}
      />
      <ul id={id} className={classes.rules} aria-label="What a password needs">
        {rules.map(({ label, holds }) => {
          const isMet = holds(field.value)
          const Icon = isMet ? IconCheck : IconPoint
          return (
            <li key={label} data-met={isMet}>
              <Icon size={16} aria-hidden />
              {label}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
