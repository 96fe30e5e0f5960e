import './tokens.css';
import './base.css';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { router } from './router.tsx';

const place = document.getElementById('console');
if (place === null) throw new Error('The page has no place for the console. Load /staff/ again.');
createRoot(place).render(<RouterProvider router={router} />);
