import { Plural } from '@lingui/react/macro'
import { NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import classes from '../api-clients.module.css'
import { type Parameter, parameterHint } from './operation.ts'

interface ParameterFieldsProps {
  parameters: Parameter[]
  values: Record<string, string>
  errors: Record<string, string>
  onChange(name: string, value: string): void
}

const usual = ['limit', 'offset']

/** A field for each parameter. Rarely used ones are hidden at first. */
export function ParameterFields({ parameters, ...rest }: ParameterFieldsProps) {
  const isFirst = ({ name, required }: Parameter): boolean => Boolean(required) || usual.includes(name)
  const first = parameters.filter(isFirst)
  const others = parameters.filter((parameter) => !isFirst(parameter))
  if (parameters.length === 0) return null
  return (
    <Stack gap="sm">
      {first.length > 0 && <Grid parameters={first} {...rest} />}
      {others.length > 0 && (
        <details className={classes.more}>
          <summary>
            <Plural value={others.length} one="# more parameter" other="# more parameters" />
          </summary>
          <Grid parameters={others} {...rest} />
        </details>
      )}
    </Stack>
  )
}

const Grid = ({ parameters, values, errors, onChange }: ParameterFieldsProps) => (
  <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
    {parameters.map((parameter) => {
      const { name, schema, required } = parameter
      const choices = schema.type === 'boolean' ? ['true', 'false'] : schema.enum?.map(String)
      const field = {
        label: name,
        value: values[name] ?? '',
        error: errors[name],
        onChange: (event: { currentTarget: { value: string } }) => onChange(name, event.currentTarget.value),
        ...(required ? { required, withAsterisk: false } : {}),
      }
      return choices ? (
        <NativeSelect key={name} {...field} data={['', ...choices]} />
      ) : (
        <TextInput key={name} {...field} placeholder={parameterHint(parameter)} autoComplete="off" spellCheck={false} />
      )
    })}
  </SimpleGrid>
)
