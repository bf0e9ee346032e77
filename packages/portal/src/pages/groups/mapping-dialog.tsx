import { Select, TextInput } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { managementApi } from '../../api/apis.ts'
import { identityProvidersQuery } from '../../api/queries.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { useLastDefined } from '../../components/dialogs/use-last-defined.ts'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { invalidateGroups, type Mapping } from './queries.ts'

interface MappingDialogProps {
  groupKey: string
  /** Undefined while the dialog is closed */
  mapping: Mapping | 'new' | undefined
  onClose(): void
}

interface MappingValues {
  providerKey: string | null
  /** The server's names, so that its refusals are shown at these fields */
  name: string
  value: string
  valueDelimiter: string
}

/** Adds or changes a claim mapping. */
export function MappingDialog({ groupKey, mapping, onClose }: MappingDialogProps) {
  const last = useLastDefined(mapping)
  const shown = last === 'new' ? undefined : last
  return (
    <FormDialog
      isOpen={mapping !== undefined}
      onClose={onClose}
      title={shown ? 'Edit the claim mapping' : 'Add a claim mapping'}
    >
      <MappingForm groupKey={groupKey} mapping={shown} onClose={onClose} />
    </FormDialog>
  )
}

interface MappingFormProps {
  groupKey: string
  mapping: Mapping | undefined
  onClose(): void
}

const noMapping = { providerKey: null, foreignClaim: { name: '', value: '', valueDelimiter: null } }

const valuesOf = ({ providerKey, foreignClaim }: Mapping | typeof noMapping): MappingValues => ({
  providerKey,
  ...foreignClaim,
  valueDelimiter: foreignClaim.valueDelimiter ?? '',
})

const requestOf = ({ providerKey, name, value, valueDelimiter }: MappingValues) => ({
  providerKey: providerKey ?? '',
  foreignClaim: { name, value, valueDelimiter: valueDelimiter === '' ? null : valueDelimiter },
})

function MappingForm({ groupKey: key, mapping, onClose }: MappingFormProps) {
  const { data = [] } = useQuery(identityProvidersQuery)
  // The built-in provider has no claims.
  const providers = data.filter(({ key, type }) => type !== 'Cognito' || key === mapping?.providerKey)
  const path = { key, mappingKey: mapping?.key ?? '' }
  const form = useEditForm({
    loaded: mapping ?? noMapping,
    isNew: !mapping,
    valuesOf,
    requestOf,
    labels: { providerKey: 'Identity provider', name: 'Claim', valueDelimiter: 'Delimiter' },
    check: (values) => ({
      ...(values.providerKey ? {} : { providerKey: 'Choose the identity provider.' }),
      ...(values.name === '' ? { name: 'Name the claim.' } : {}),
      ...(values.value === '' ? { value: 'Say what the claim must hold.' } : {}),
    }),
    read: () => answer(managementApi.GET('/groups/{key}/claim-mappings/{mappingKey}', { params: { path } })),
    send: ({ changed, body, header }) =>
      completed(
        mapping
          ? managementApi.PATCH('/groups/{key}/claim-mappings/{mappingKey}', {
              params: { path, header },
              body: changed,
            })
          : managementApi.POST('/groups/{key}/claim-mappings', { params: { path: { key } }, body }),
      ),
    async saved() {
      await invalidateGroups()
      notifyOfSuccess(mapping ? 'The claim mapping is saved' : 'The claim mapping is added')
      onClose()
    },
  })
  return (
    <FormFrame form={form} submitLabel={mapping ? 'Save' : 'Add'} onCancel={onClose}>
      <Select
        label="Identity provider"
        placeholder={providers.length > 0 ? 'Choose one' : 'There is no external one yet'}
        data={providers.map(({ key, name }) => ({ value: key, label: name ?? key }))}
        allowDeselect={false}
        searchable={providers.length > 10}
        data-autofocus
        {...form.field('providerKey')}
      />
      <TextInput
        label="Claim"
        description="As the provider names it, such as department"
        maxLength={50}
        autoComplete="off"
        {...form.text('name')}
      />
      <TextInput
        label="Value"
        description="What the claim must hold, such as Sales"
        maxLength={256}
        autoComplete="off"
        dir="auto"
        {...form.text('value')}
      />
      <TextInput
        label="Delimiter"
        description="Only if the claim holds several values in one text: what stands between them, such as ;"
        maxLength={3}
        autoComplete="off"
        styles={{ wrapper: { maxWidth: 220 } }}
        {...form.text('valueDelimiter')}
      />
    </FormFrame>
  )
}
