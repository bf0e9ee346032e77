import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { useEnvironmentNames } from '../values/use-environment-names.ts'

/** A stage by its name, or by its key for those who may not see stages. */
export function StageName({ environmentKey }: { environmentKey: string }) {
  return useSession().may(permission.viewStage) ? <Named environmentKey={environmentKey} /> : environmentKey
}

function Named({ environmentKey }: { environmentKey: string }) {
  return <bdi>{useEnvironmentNames()(environmentKey)}</bdi>
}
