import { Radio, Stack } from '@mantine/core'
import { permission } from '../../api/permission-names.ts'
import { useSession } from '../../api/session.ts'
import { ScopeChoice } from '../../components/api-scopes/scope-choice.tsx'
import { setScopes } from '../../components/api-scopes/set-scopes.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { type Choice, SearchPicker } from '../../components/forms/search-picker.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { formatCount } from '../../components/values/format-count.ts'
import { callerChoices, invalidateRegisteredApis, type RegisteredApi, type ScopeHolder } from './queries.ts'

interface AddCallerDialogProps {
  api: RegisteredApi
  isOpen: boolean
  onClose(): void
}

/** Gives scopes of the API to API clients or sign-in applications. */
export const AddCallerDialog = ({ api, isOpen, onClose }: AddCallerDialogProps) => (
  <FormDialog isOpen={isOpen} onClose={onClose} title="Add callers">
    <AddForm api={api} onClose={onClose} />
  </FormDialog>
)

interface Values {
  type: ScopeHolder['type']
  callers: Choice[]
  scopes: string[]
}

function AddForm({ api, onClose }: Omit<AddCallerDialogProps, 'isOpen'>) {
  const managesClients = useSession().may(permission.manageApiClients)
  const form = useForm<Values>({
    initial: { type: managesClients ? 'api-client' : 'relying-party', callers: [], scopes: [] },
    check: ({ callers, scopes }) => ({
      ...(callers.length === 0 ? { callers: 'Choose who may call the API.' } : {}),
      ...(scopes.length === 0 ? { scopes: 'Choose at least one scope.' } : {}),
    }),
    async save({ type, callers, scopes }) {
      for (const { value: key } of callers) await setScopes(api.key, { type, key }, scopes)
      await invalidateRegisteredApis()
      notifyOfSuccess(`${formatCount(callers.length, 'caller has', 'callers have')} the scopes now`)
      onClose()
    },
  })
  const { type } = form.values
  return (
    <FormFrame form={form} submitLabel="Add" onCancel={onClose}>
      {managesClients && (
        <Radio.Group
          label="Kind of caller"
          value={type}
          onChange={(value) => {
            form.set('type', value === 'relying-party' ? value : 'api-client')
            form.set('callers', [])
          }}
        >
          <Stack gap="xs" mt={6}>
            <Radio value="api-client" label="API clients" description="They call for themselves" />
            <Radio value="relying-party" label="Sign-in applications" description="They call for who has signed in" />
          </Stack>
        </Radio.Group>
      )}
      <SearchPicker
        key={type}
        label={type === 'api-client' ? 'API clients' : 'Sign-in applications'}
        placeholder="Search by name"
        choices={(text) => callerChoices(type, text)}
        {...form.field('callers')}
      />
      <ScopeChoice scopes={api.scopes} {...form.field('scopes')} />
    </FormFrame>
  )
}
