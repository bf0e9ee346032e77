import { Avatar, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { ItemLink } from '../../components/lists/item-link.tsx'
import { initialsOf } from '../../components/people/initials-of.ts'
import { breakable } from '../../components/values/breakable.tsx'
import { nameOf } from './name-of.ts'
import type { ListedUser } from './queries.ts'
import classes from './users.module.css'

interface PersonCellProps {
  user: ListedUser
  /** What access the user has, shown where that has no column, as the e-mail is */
  access: ReactNode
}

/** A user in a list: initials, the name as a link, and below it what has no column. */
export function PersonCell({ user, access }: PersonCellProps) {
  const name = nameOf(user)
  return (
    <div className={classes.person}>
      <Initials name={name} visibleFrom="xs" />
      <div className={classes.words}>
        <span className={classes.clipped} title={name}>
          <ItemLink to={`/users/${user.key}`}>
            <bdi>{breakable(name)}</bdi>
          </ItemLink>
        </span>
        {user.email && user.name && (
          <Text data-below="md" size="xs" c="dimmed" className={classes.clipped} title={user.email}>
            <bdi>{breakable(user.email)}</bdi>
          </Text>
        )}
        <Text data-below="md" size="xs" c="dimmed">
          {access}
        </Text>
      </div>
    </div>
  )
}

/** Initials, not a photo: the portal loads nothing from other hosts. */
function Initials({ name, ...place }: { name: string; visibleFrom: 'xs' }) {
  return (
    <Avatar size={32} {...place} radius="xl" className={classes.avatar ?? ''} aria-hidden="true">
      {initialsOf(name)}
    </Avatar>
  )
}
