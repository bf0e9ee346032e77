import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '@portico/testing/folders.ts'
import { sql } from 'kysely'
import { type Database, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { requireOwnSchema } from './require-own-schema.ts'

test('A database that lacks something, or has a trigger more, is refused by name', async () => {
  const folder = await temporaryFolder()
  const migrated = async (name: string): Promise<Database> => {
    const database = await openDatabase({ database: 'sqlite', dataFolder: join(folder, name) })
    await migrate(database)
    return database
  }
  const [restored, fresh] = [await migrated('restored'), await migrated('fresh')]
  const change = (text: string) => sql.raw(text).execute(restored.db)
  const check = () => requireOwnSchema(restored.db, fresh.db, 'monday.db')

  await check()
  await change('create index by_name on groups (name)')
  await change('create table notes (text)')
  await check()
  const { rows } = await sql<{ name: string; text: string; type: string }>`
    select type, name, sql as text from sqlite_schema where type in ('index', 'trigger') and sql is not null
    and name <> 'by_name' order by type, name`.execute(fresh.db)
  for (const type of ['index', 'trigger']) {
    const { name, text } = rows.find((row) => row.type === type) ?? assert.fail()
    await change(`drop ${type} ${name}`)
    await assert.rejects(check(), {
      message: `monday.db is no whole database of Portico: it lacks the ${type} ${name}.`,
    })
    await change(text)
  }
  await check()
  await change('alter table mails rename column subject to topic')
  await assert.rejects(check(), /lacks the column mails\.subject\./)
  await change('alter table mails rename column topic to subject')

  // As Portico names it, but not as Portico made it
  const trigger = rows.find(({ type }) => type === 'trigger') ?? assert.fail()
  await change(`drop trigger ${trigger.name}`)
  await change(trigger.text.replace(/\bbegin\b/i, 'begin delete from audit_entries;'))
  await assert.rejects(check(), { message: new RegExp(`its trigger ${trigger.name} is not as Portico made it\\.$`) })
  await change(`drop trigger ${trigger.name}`)
  await change(trigger.text)
  const unique = rows.find(({ text }) => /^create unique index/i.test(text)) ?? assert.fail()
  await change(`drop index ${unique.name}`)
  await change(unique.text.replace(/ unique /i, ' '))
  await assert.rejects(check(), new RegExp(`its index ${unique.name} is not as Portico made it`))
  await change(`drop index ${unique.name}`)
  await change(unique.text)
  await change('create table copied as select * from ended_sessions')
  await change('alter table ended_sessions rename to former')
  await change('alter table copied rename to ended_sessions')
  await assert.rejects(check(), /(?:column ended_sessions\.|index ended_sessions_).* is not as Portico made it/)
  await change('drop table ended_sessions')
  await change('alter table former rename to ended_sessions')
  await check()

  await change('create trigger forget after insert on audit_entries begin delete from audit_entries; end')
  await assert.rejects(check(), /monday\.db has the trigger forget, which is not Portico's .* Drop it first\./)
  await fresh.close()
  await restored.close()
})
