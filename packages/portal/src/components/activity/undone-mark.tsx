import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { bulkChangeQuery } from '../bulk/queries.ts'

/** Behind the name of a bulk change: whether it was undone, for those who may know it */
export default function UndoneMark({ changeKey }: { changeKey: string }) {
  const { may } = useSession()
  const { data } = useQuery({ ...bulkChangeQuery(changeKey), enabled: may(permission.manageUsers) })
  return (
    data?.undoneBy && (
      <>
        {' · '}
        <Trans>undone</Trans>
      </>
    )
  )
}
