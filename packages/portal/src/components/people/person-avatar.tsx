import { Avatar } from '@mantine/core'
import { initialsOf } from './initials-of.ts'
import classes from './person-avatar.module.css'

interface PersonAvatarProps {
  name: string
  size?: number
}

/** The initials of a person. Hidden from screen readers: the name is beside it, or in the name of the button. */
export function PersonAvatar({ name, size = 34 }: PersonAvatarProps) {
  return (
    <Avatar size={size} radius="xl" color="indigo" variant="filled" aria-hidden>
      <span className={classes.initials} data-initials={initialsOf(name)} />
    </Avatar>
  )
}
