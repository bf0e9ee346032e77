import { useLingui } from '@lingui/react/macro'
import { ActionIcon } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'

interface ActivityLinkProps {
  /** Of what is done in a stage, or to something else */
  filter: { environment: string } | { subjectKey: string }
  name: string
}

/** Leads to the entries about what has no page of its own; nothing for whoever may not view the audit trail. */
export function ActivityLink({ filter, name }: ActivityLinkProps) {
  const { t } = useLingui()
  if (!useSession().may(permission.viewAuditTrail)) return null
  const label = t`Activity: ${name}`
  return (
    <ActionIcon
      renderRoot={(props) => <Link to="/audit-trail" search={filter} {...props} />}
      variant="subtle"
      c="dimmed"
      aria-label={label}
      title={label}
    >
      <IconHistory size={16} aria-hidden />
    </ActionIcon>
  )
}
