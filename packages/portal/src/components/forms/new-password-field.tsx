import { PasswordInput } from '@mantine/core'
import { IconCheck, IconPoint } from '@tabler/icons-react'
import { useId } from 'react'
import classes from './new-password-field.module.css'

/** What can be told while typing. The server refuses more: what everybody tries first, and what is made of the name. */
const rules = [
  { label: 'At least 12 characters', holds: (text: string) => [...text.normalize('NFKC')].length >= 12 },
  { label: 'A digit', holds: (text: string) => /\p{Nd}/u.test(text) },
  { label: 'An upper-case letter', holds: (text: string) => /\p{Lu}/u.test(text) },
]

/** The first rule that a new password breaks, in words. */
export function passwordFault(password: string): string | undefined {
  if (password === '') return 'Choose a password.'
  const broken = rules.find(({ holds }) => !holds(password))
  return broken && `The password needs more: ${broken.label.toLowerCase()}.`
}

interface NewPasswordFieldProps {
  label?: string
  name?: string
  /** Whose it is, where no field of the form says so: password managers keep it under that name */
  username?: string
  value: string
  onChange(event: { currentTarget: { value: string } }): void
  error: string | undefined
  'aria-invalid'?: true | undefined
}

/** A password that is being chosen: it can be shown, so it is typed once. */
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
