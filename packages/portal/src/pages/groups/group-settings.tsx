import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { LifeStep } from '../../components/page/life-step.tsx'
import { Panel } from '../../components/page/panel.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { useEnvironmentNames } from '../../components/values/use-environment-names.ts'
import { DeleteGroupDialog } from './delete-group-dialog.tsx'
import type { Group } from './queries.ts'

/** What the group is, and its deletion. */
export function GroupSettings({ group }: { group: Group }) {
  const { t } = useLingui()
  const environmentName = useEnvironmentNames()
  const [isDeleting, deleting] = useDisclosure()
  return (
    <Stack gap="md">
      <Panel title={t`Details`}>
        <FactList
          facts={[
            { name: t`Key`, value: <code>{group.key}</code>, copied: group.key },
            { name: t`Stage`, value: environmentName(group.environmentKey) },
            { name: t`Changed`, value: <TimeAgo time={group.updatedAt} /> },
          ]}
        />
      </Panel>
      <Panel title={t`Deletion`}>
        <LifeStep
          text={t`Deletes the group. Its members lose the end-user roles that they hold by it. This cannot be undone.`}
          button={
            <Button variant="outline" color="red" onClick={deleting.open}>
              <Trans>Delete</Trans>
            </Button>
          }
        >
          <DeleteGroupDialog group={group} isOpen={isDeleting} onClose={deleting.close} />
        </LifeStep>
      </Panel>
    </Stack>
  )
}
