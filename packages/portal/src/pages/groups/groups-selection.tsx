import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { completed } from '@portico/sdk'
import { useState } from 'react'
import { identityApi } from '../../api/apis.ts'
import { ActionsMenu } from '../../components/bulk/actions-menu.tsx'
import type { RunOf } from '../../components/bulk/use-item-run.tsx'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { useLastDefined } from '../../components/dialogs/use-last-defined.ts'
import { notifyOfProblem } from '../../components/feedback/notify.ts'
import type { Selection } from '../../components/lists/use-selection.ts'
import { columnNames } from '../../components/values/column-names.ts'
import { DownloadButton } from '../../components/values/download-button.tsx'
import { saveCsv } from '../../components/values/save-csv.ts'
import { useEnvironmentNames } from '../../components/values/use-environment-names.ts'
import { findMatchingGroups, type Group, type GroupsState } from './queries.ts'
import { type RoleAction, SelectedRolesDialog } from './selected-roles-dialog.tsx'

interface GroupsSelectionProps {
  selection: Selection<Group>
  state: GroupsState
  /** Changes the groups one by one */
  onRun(run: RunOf<Group>): void
}

/** What can be done with the groups that are selected, or with all that match. */
export function GroupsSelection({ selection, state, onRun }: GroupsSelectionProps) {
  const { t } = useLingui()
  const { items, isAll, clear } = selection
  const [asked, setAsked] = useState<{ action: RoleAction | 'delete'; groups: readonly Group[] }>()
  const shown = useLastDefined(asked)
  const close = (): void => setAsked(undefined)
  const environmentName = useEnvironmentNames()
  const withGroups = async (then: (groups: readonly Group[]) => void): Promise<void> => {
    try {
      then(isAll ? await findMatchingGroups(state) : items)
    } catch (error) {
      notifyOfProblem(error)
    }
  }
  const ask = (action: RoleAction | 'delete') => () => void withGroups((groups) => setAsked({ action, groups }))
  const startRoles = (action: RoleAction, groups: readonly Group[], keys: string[]): void => {
    const body = action === 'add' ? { applicationRoleKeysToAdd: keys } : { applicationRoleKeysToRemove: keys }
    const count = groups.length
    onRun({
      label:
        action === 'add'
          ? t`Add end-user roles to ${plural(count, { one: '# group', other: '# groups' })}`
          : t`Remove end-user roles from ${plural(count, { one: '# group', other: '# groups' })}`,
      items: groups,
      carryOut: ({ key }) =>
        completed(identityApi.PATCH('/groups/{key}/application-roles', { params: { path: { key } }, body })),
    })
    clear()
  }
  return (
    <>
      <DownloadButton isSmall file={() => withGroups((groups) => saveGroups(groups, environmentName))}>
        <Trans>Export</Trans>
      </DownloadButton>
      <ActionsMenu
        actions={[
          [
            { label: t`Add end-user roles`, run: ask('add') },
            { label: t`Remove end-user roles`, run: ask('remove') },
          ],
          [{ label: t`Delete`, isFinal: true, run: ask('delete') }],
        ]}
      />
      <SelectedRolesDialog
        asked={asked?.action === 'delete' ? undefined : (asked as { action: RoleAction; groups: readonly Group[] })}
        onClose={close}
        onChosen={startRoles}
      />
      <ConfirmDialog
        isOpen={asked?.action === 'delete'}
        onClose={close}
        title={t`Delete ${plural(shown?.groups.length ?? 0, { one: '# group', other: '# groups' })}?`}
        confirmLabel={t`Delete`}
        isDangerous
        onConfirm={async () => {
          onRun({
            label: t`Delete ${plural(asked?.groups.length ?? 0, { one: '# group', other: '# groups' })}`,
            items: asked?.groups ?? [],
            carryOut: ({ key }) => completed(identityApi.DELETE('/groups/{key}', { params: { path: { key } } })),
          })
          clear()
        }}
      >
        <Trans>
          Their members lose the end-user roles that they hold by these groups. Claim mappings are deleted as well. This
          cannot be undone.
        </Trans>
      </ConfirmDialog>
    </>
  )
}

const saveGroups = (groups: readonly Group[], environmentName: (key: string) => string): void =>
  saveCsv('groups.csv', [
    columnNames('groups'),
    ...groups.map(({ key, name, description, environmentKey, groupIdpClaimMappings, updatedAt }) => [
      key,
      name ?? '',
      description ?? '',
      environmentKey,
      environmentName(environmentKey),
      String(groupIdpClaimMappings.length),
      updatedAt ?? '',
    ]),
  ])
