PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE setting (
  setting_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;
INSERT INTO setting VALUES(1,'currency','USD');
INSERT INTO setting VALUES(2,'currency-decimals','2');
CREATE TABLE category (
  category_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL COLLATE NOCASE UNIQUE DEFAULT '',
  colour TEXT NOT NULL DEFAULT '#77767b',
  position INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO category VALUES(1,'Dairy','#77767b',0);
INSERT INTO category VALUES(2,'Äpfel & “Brot”','#c64600',2);
CREATE TABLE product (
  product_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL DEFAULT '',
  sku TEXT UNIQUE,
  barcode TEXT,
  quantity INTEGER NOT NULL DEFAULT 0 CONSTRAINT product_quantity CHECK (quantity BETWEEN -1000000000000 AND 1000000000000),
  unit TEXT,
  unit_decimals INTEGER NOT NULL DEFAULT 0 CONSTRAINT product_unit_decimals CHECK (unit_decimals BETWEEN 0 AND 6),
  price INTEGER NOT NULL DEFAULT 0 CONSTRAINT product_price CHECK (price BETWEEN -1000000000000 AND 1000000000000),
  expiry_date TEXT CONSTRAINT product_expiry_date CHECK (expiry_date IS date (expiry_date, '+0 days')),
  reorder_level INTEGER CONSTRAINT product_reorder_level CHECK (reorder_level BETWEEN 0 AND 1000000000000),
  supplier TEXT,
  location TEXT,
  notes TEXT,
  category_id INTEGER REFERENCES category (category_id) ON DELETE SET NULL,
  created INTEGER NOT NULL DEFAULT (unixepoch () * 1000000),
  updated INTEGER NOT NULL DEFAULT (unixepoch () * 1000000)
) STRICT;
INSERT INTO product VALUES(1,'Butter','D-1','0012345678905',48,NULL,0,310,'2027-02-28',10,'Alm','A1',replace('line one\nline "two"	\','\n',char(10)),1,1795373076362821,1795373076366795);
INSERT INTO product VALUES(2,'Feta','D-3',NULL,7010,'kg',3,700,NULL,NULL,NULL,NULL,NULL,1,1795373076362821,1795373076370768);
INSERT INTO product VALUES(3,'Rye','D-2','4006381333931',-4,NULL,0,250,'2028-02-28',0,'Mill','B 12','',2,1795373076362821,1795373076370768);
INSERT INTO product VALUES(4,'',NULL,NULL,1000000000000,'g',0,-80,NULL,NULL,NULL,NULL,'it''s; -- salt',NULL,1795373076362821,1795373076362821);
INSERT INTO product VALUES(6,'Star','S-2',NULL,9,'box',0,199,'2026-02-28',NULL,'Forest',NULL,NULL,NULL,1795373076362821,1795373076362821);
CREATE TABLE orm_step (
  step_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  time INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone BETWEEN 0 AND 1),
  first_change INTEGER NOT NULL,
  last_change INTEGER NOT NULL
) STRICT;
INSERT INTO orm_step VALUES(3,'Add Products',1795373076362827,0,1,6);
INSERT INTO orm_step VALUES(4,'Edit Butter',1795373076366801,0,7,7);
INSERT INTO orm_step VALUES(5,'Paste',1795373076370776,0,8,11);
INSERT INTO orm_step VALUES(6,'Delete Category',1795373076374778,0,12,14);
INSERT INTO orm_step VALUES(7,'Delete Product',1795373076379012,0,15,15);
INSERT INTO orm_step VALUES(8,'Add Milk',1795373076382771,1,16,16);
INSERT INTO orm_step VALUES(9,'Rename Star',1795373076386767,1,17,17);
INSERT INTO orm_step VALUES(10,'Delete Salt',1795373076390754,1,18,18);
CREATE TABLE orm_change (
  change_id INTEGER PRIMARY KEY,
  step_id INTEGER NOT NULL,
  table_name TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'i' OR kind = 'u' OR kind = 'd'),
  image TEXT NOT NULL
) STRICT;
INSERT INTO orm_change VALUES(1,3,'product',1,'i','a2da26c29a9c41d6');
INSERT INTO orm_change VALUES(2,3,'product',2,'i','27280dccf5eece68');
INSERT INTO orm_change VALUES(3,3,'product',3,'i','fbb6e4840c59878e');
INSERT INTO orm_change VALUES(4,3,'product',4,'i','aa7b52264ff6e5b0');
INSERT INTO orm_change VALUES(5,3,'product',5,'i','ce0c71a35e77a078');
INSERT INTO orm_change VALUES(6,3,'product',6,'i','24f2fefb4434328b');
INSERT INTO orm_change VALUES(7,4,'product',1,'u','{"quantity":[51,48],"price":[300,310],"updated":[1795373076362821,1795373076366795]}');
INSERT INTO orm_change VALUES(8,5,'product',2,'u','{"sku":["D-2",null]}');
INSERT INTO orm_change VALUES(9,5,'product',3,'u','{"sku":["1E5",null]}');
INSERT INTO orm_change VALUES(10,5,'product',2,'u','{"sku":[null,"D-3"],"updated":[1795373076362821,1795373076370768]}');
INSERT INTO orm_change VALUES(11,5,'product',3,'u','{"sku":[null,"D-2"],"updated":[1795373076362821,1795373076370768]}');
INSERT INTO orm_change VALUES(12,6,'product',5,'u','{"category_id":[3,null]}');
INSERT INTO orm_change VALUES(13,6,'product',6,'u','{"category_id":[3,null]}');
INSERT INTO orm_change VALUES(14,6,'category',3,'d','{"name":"Seasonal","colour":"#26a269","position":3}');
INSERT INTO orm_change VALUES(15,7,'product',5,'d','{"name":"Tree","sku":"S-1","barcode":null,"quantity":3,"unit":null,"unit_decimals":0,"price":4500,"expiry_date":"2026-02-28","reorder_level":1,"supplier":"Forest","location":null,"notes":null,"category_id":null,"created":1795373076362821,"updated":1795373076362821}');
INSERT INTO orm_change VALUES(16,8,'product',7,'i','{"name":"Milk","sku":"D-9","barcode":null,"quantity":2500,"unit":"l","unit_decimals":3,"price":129,"expiry_date":null,"reorder_level":500,"supplier":null,"location":null,"notes":null,"category_id":1,"created":1795373076382766,"updated":1795373076382766}');
INSERT INTO orm_change VALUES(17,9,'product',6,'u','{"name":["Star","Stars"],"updated":[1795373076362821,1795373076386761]}');
INSERT INTO orm_change VALUES(18,10,'product',4,'d','{"name":"","sku":null,"barcode":null,"quantity":1000000000000,"unit":"g","unit_decimals":0,"price":-80,"expiry_date":null,"reorder_level":null,"supplier":null,"location":null,"notes":"it''s; -- salt","category_id":null,"created":1795373076362821,"updated":1795373076362821}');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('orm_step',10);
INSERT INTO sqlite_sequence VALUES('setting',2);
INSERT INTO sqlite_sequence VALUES('category',3);
INSERT INTO sqlite_sequence VALUES('product',7);
CREATE INDEX product_name ON product (name);
CREATE INDEX product_barcode ON product (barcode);
CREATE INDEX product_quantity ON product (quantity);
CREATE INDEX product_price ON product (price);
CREATE INDEX product_expiry_date ON product (expiry_date);
CREATE INDEX product_reorder_level ON product (reorder_level);
CREATE INDEX product_supplier ON product (supplier);
CREATE INDEX product_location ON product (location);
CREATE INDEX product_category_id ON product (category_id);
PRAGMA application_id = 1400130353;
PRAGMA user_version = 1;
COMMIT;
