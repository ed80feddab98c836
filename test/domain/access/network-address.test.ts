import { expect, it } from 'vitest'
import { networkOf } from '../../../api/domain/access/network-address'

it.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['0.0.0.0', '0.0.0.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:85a3:1:2:8a2e:370:7334', '2001:db8:85a3::/48'],
  ['2001:DB8::1', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['fe80::', 'fe80:0:0::/48'],
])('keeps the network of %s and nothing that tells who', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

it.each([
  '',
  'localhost',
  '203.0.113',
  '203.0.113.256',
  '203.0.113.7.7',
  '2001:db8',
  '2001:db8:::1',
  '1::2::3',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8',
  'ada@example.com',
])('keeps nothing of %s, which is no address', (address) => {
  expect(networkOf(address)).toBeNull()
})
