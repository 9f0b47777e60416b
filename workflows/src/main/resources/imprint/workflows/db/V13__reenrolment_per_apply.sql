-- The dead credential in an image lets in every device that the image is applied to: once for each apply, not once in all.
alter table operation add column reenrolled_at timestamptz;
alter table device_credential drop column reenrolled_at;
