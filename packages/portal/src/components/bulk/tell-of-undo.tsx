import { Trans } from '@lingui/react/macro'
import { Anchor } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { Link } from '@tanstack/react-router'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'

/** Says where a bulk change whose report was closed can still be undone. */
export function tellOfUndo(changeKey: string): void {
  const id = `undo-${changeKey}`
  notifications.show({ id, message: <PlaceOfUndo changeKey={changeKey} id={id} />, color: 'teal', autoClose: 12_000 })
}

function PlaceOfUndo({ changeKey, id }: { changeKey: string; id: string }) {
  const session = useSession()
  return (
    <>
      {session.may(permission.viewAuditTrail) ? (
        <Trans>This change can be undone in its report for seven days. The audit trail leads to it.</Trans>
      ) : (
        <Trans>This change can be undone in its report for seven days.</Trans>
      )}{' '}
      <Anchor
        renderRoot={(props) => <Link to="/users" search={{ change: changeKey }} {...props} />}
        onClick={() => notifications.hide(id)}
        inherit
        underline="always"
      >
        <Trans>Report of this change</Trans>
      </Anchor>
    </>
  )
}
