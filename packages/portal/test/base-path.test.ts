import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { basePath, pathOf, readBasePath } from '../src/api/base-path.ts'
import { publicUrl } from '../src/api/discovery.ts'

test('a base path begins with one slash and ends with none; anything else counts as none', () => {
  for (const path of ['/portico', '/a/b-c', '/sign.in~2/é']) assert.equal(readBasePath(path), path)
  for (const path of ['', '/', 'portico', '//evil.example', '/a//b', '/a/', '/a?b', '/a#b', '/\\evil.example'])
    assert.equal(readBasePath(path), '', path)
  assert.equal(basePath, '')
})

test('the path below the base path is what the server and the router know', () => {
  assert.equal(pathOf('/portico/users/x', '/portico'), '/users/x')
  assert.equal(pathOf('/portico/', '/portico'), '/')
  assert.equal(pathOf('/portico', '/portico'), '/')
  assert.equal(pathOf('/porticoes/x', '/portico'), '/porticoes/x')
  assert.equal(pathOf('/users/x'), '/users/x')
  assert.equal(pathOf('/'), '/')
})

test('the public URL in snippets and .env files keeps its path', () => {
  const of = (issuer: string): string => publicUrl({ issuer, token_endpoint: '' })
  assert.equal(of('https://id.example.com/identity'), 'https://id.example.com')
  assert.equal(of('https://host:8443/a/portico/identity'), 'https://host:8443/a/portico')
})

test('scripts and styles find other files by their own address, never from the root', () => {
  const folder = join(import.meta.dirname, '../dist/static')
  // The viewer of the reference is not made by this build.
  const names = readdirSync(folder).filter((name) => /\.(?:js|css)$/.test(name) && !name.startsWith('reference-viewer'))
  assert.ok(names.length > 1)
  for (const name of names) assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), /["'`(]\/?static\//, name)
})

test('nothing but the router has a path from the root: addresses go through addressOf', () => {
  const folder = join(import.meta.dirname, '../src')
  const rooted =
    /(?:href="|location\.assign\(['`]|window\.open\(['`]|fetch\(['`]|Request\(['`]|baseUrl: ['`]|origin\}|href=\{['`])\//
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (/\.tsx?$/.test(name)) assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), rooted, name)
  }
})
